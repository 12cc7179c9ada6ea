namespace Distribution.Publishing.Tests.Lint.Compose;

/// <summary>Files that keep every rule, for planting faults.</summary>
internal static class GoodProject
{
    public const string Base = """
        services:
          mail:
            image: example/mail:1.2.3
            user: 10001:10001
            networks:
              edge: {}
            healthcheck:
              test: [CMD, /probe]
              interval: 15s
              timeout: 10s
              retries: 3
              start_period: 30s
            restart: unless-stopped
            stop_grace_period: 10s
            read_only: true
            cap_drop: [ALL]
            security_opt: [no-new-privileges:true]
            deploy: {resources: {limits: {memory: 512M, pids: 512}}}
            logging: {driver: json-file, options: {max-size: 10m, max-file: "3"}}
          store:
            image: example/store:1.2.3
            user: 10001:10001
            environment:
              DATABASES: orders
            networks:
              data: {}
            healthcheck:
              test: [CMD, /probe]
              interval: 10s
              timeout: 5s
              retries: 3
              start_period: 60s
            restart: unless-stopped
            stop_grace_period: 30s
            read_only: true
            tmpfs:
              - /tmp:size=64m
            volumes:
              - orders:/var/lib/store
            cap_drop: [ALL]
            security_opt: [no-new-privileges:true]
            deploy: {resources: {limits: {memory: 1024M, pids: 512}}}
            logging: {driver: json-file, options: {max-size: 10m, max-file: "3"}}
            secrets: [store-password]
          setup:
            image: example/setup:1.2.3
            user: 10001:10001
            networks:
              data: {}
            depends_on:
              store:
                condition: service_healthy
            restart: on-failure:5
            stop_grace_period: 10s
            read_only: true
            cap_drop: [ALL]
            security_opt: [no-new-privileges:true]
            deploy: {resources: {limits: {memory: 512M, pids: 512}}}
            logging: {driver: json-file, options: {max-size: 10m, max-file: "3"}}
          shop:
            image: example/shop:${TAG:-1.2.3}
            user: 10001:10001
            environment:
              Drain__Deadline: 00:00:10
              Store__PasswordFile: /run/secrets/store-password
            ports:
              - host_ip: 127.0.0.1
                published: ${PORT:-8080}
                target: 8080
            networks:
              edge: {}
              data: {}
            depends_on:
              setup:
                condition: service_completed_successfully
            healthcheck:
              test: [CMD, /app/shop, probe]
              interval: 15s
              timeout: 10s
              retries: 3
              start_period: 30s
            restart: always
            stop_grace_period: 20s
            read_only: true
            cap_drop: [ALL]
            security_opt: [no-new-privileges:true]
            deploy: {resources: {limits: {memory: 512M, pids: 512}}}
            logging: {driver: json-file, options: {max-size: 10m, max-file: "3"}}
            secrets:
              - source: store-password
        networks:
          edge: {}
          data:
            internal: true
        volumes:
          orders: {}
        secrets:
          store-password:
            file: ./secrets/store-password
        """;

    /// <summary>The files with one place changed.</summary>
    public static string With(string place, string change)
    {
        Assert.Contains(place, Base);
        var at = Base.LastIndexOf(place, StringComparison.Ordinal);
        return Base[..at] + change + Base[(at + place.Length)..];
    }
}
