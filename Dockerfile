# The image of a release; goreleaser lays the program under $TARGETPLATFORM. It has git because the program leaves to it what only git knows: hooks,
# signing, filters, and repositories in formats that it can't read itself. Run it as the owner of the repository, as git wants it:
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/repository" ghcr.io/blameless-postmortem/postmortem lint
FROM alpine:3.22
ARG TARGETPLATFORM
RUN apk add --no-cache ca-certificates git openssh-client \
 && adduser -D -u 65532 postmortem
COPY $TARGETPLATFORM/postmortem /usr/bin/postmortem
USER 65532
WORKDIR /repository
ENTRYPOINT ["/usr/bin/postmortem"]
