-- The policies of a development topology. Changing them is the API's business from here on.

INSERT INTO policies (name, version, role, targets, requesters, approvers, approvals, longest_seconds, updated_by) VALUES
    ('development-administrator', 2, 'administrator', ARRAY['production-*'],            ARRAY['requester', 'operator'], ARRAY['approver'], 2, 3600,  'migration'),
    ('development-operator',      2, 'operator',      ARRAY['production-*', 'staging-*'], ARRAY['*'],                   ARRAY['approver'], 1, 14400, 'migration'),
    ('development-reader',        2, 'reader',        ARRAY['*'],                       ARRAY['*'],                     ARRAY['approver'], 1, 86400, 'migration');

UPDATE policy_set SET version = 2;
