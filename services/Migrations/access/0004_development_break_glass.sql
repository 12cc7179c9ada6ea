-- In a development topology the operators' role is the one that cannot wait for an approval.

UPDATE policy_set SET version = version + 1;

UPDATE policies SET break_glass = true, version = (SELECT version FROM policy_set)
WHERE name = 'development-operator' AND updated_by = 'migration';
