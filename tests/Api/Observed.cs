using Npgsql;

namespace Distribution.Api.Tests;

/// <summary>
/// Counts every change of a request, a grant or a policy in the database itself, beside the service, and compares with the audit records in the
/// outbox: each subject must have as many of the one as of the other, at any moment, because both are committed together.
/// </summary>
internal static class Observed
{
    public const string Install =
        """
        CREATE TABLE observed (subject text NOT NULL);
        GRANT INSERT ON observed TO access;
        CREATE FUNCTION observe() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_TABLE_NAME = 'grants' THEN
            IF TG_OP = 'INSERT' OR (NEW.state, NEW.review, NEW.uses) IS DISTINCT FROM (OLD.state, OLD.review, OLD.uses) THEN
              INSERT INTO observed VALUES ('grant/' || NEW.id);
            END IF;
          ELSIF TG_TABLE_NAME = 'requests' THEN
            IF TG_OP = 'INSERT' OR (NEW.state = 'lapsed' AND OLD.state <> 'lapsed') THEN
              INSERT INTO observed VALUES ('request/' || NEW.id);
            END IF;
          ELSIF TG_TABLE_NAME = 'decisions' THEN
            INSERT INTO observed VALUES ('request/' || NEW.request_id);
          ELSE
            INSERT INTO observed VALUES ('policy/' || coalesce(NEW.name, OLD.name));
          END IF;
          RETURN NULL;
        END $$;
        CREATE TRIGGER observe AFTER INSERT OR UPDATE ON grants FOR EACH ROW EXECUTE FUNCTION observe();
        CREATE TRIGGER observe AFTER INSERT OR UPDATE ON requests FOR EACH ROW EXECUTE FUNCTION observe();
        CREATE TRIGGER observe AFTER INSERT ON decisions FOR EACH ROW EXECUTE FUNCTION observe();
        CREATE TRIGGER observe AFTER INSERT OR UPDATE OR DELETE ON policies FOR EACH ROW EXECUTE FUNCTION observe();
        """;

    // One statement, so that both are counted at the same moment.
    private const string Compare =
        """
        SELECT coalesce(o.subject, r.key) || ': ' || coalesce(o.count, 0) || ' changes, ' || coalesce(r.count, 0) || ' records'
        FROM (SELECT subject, count(*) FROM observed GROUP BY subject) o
        FULL JOIN (SELECT key, count(*) FROM outbox WHERE destination = 'audit' GROUP BY key) r ON o.subject = r.key
        WHERE o.count IS DISTINCT FROM r.count
        """;

    /// <summary>The subjects whose changes and records differ in number.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Compare, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var differences = new List<string>();
        while (await reader.ReadAsync())
        {
            differences.Add(reader.GetString(0));
        }

        return differences;
    }
}
