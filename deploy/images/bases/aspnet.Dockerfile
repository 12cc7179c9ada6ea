# Stands in for mcr.microsoft.com/dotnet/aspnet:10.0 where no registry is reached: the runtime of this machine on Debian. Made by `./distribution images bases`.
FROM debian:trixie-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libgcc-s1 libssl3t64 libstdc++6 tzdata \
    && rm -rf /var/lib/apt/lists/*
COPY dotnet/ /usr/share/dotnet/
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
ENV DOTNET_RUNNING_IN_CONTAINER=true ASPNETCORE_HTTP_PORTS=8080 APP_UID=1654
LABEL distribution.stand-in="dotnet"
