# Linchpin alone, for use beside a Neo4j: see docker-compose.yml.

FROM node:20-bookworm-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY api/openapi.yaml ../api/openapi.yaml
COPY web ./
RUN npm run gen && npm run build && npm run budget

FROM golang:1.26-bookworm AS program
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=web /src/web/dist ./web/dist
ARG VERSION=unknown
RUN CGO_ENABLED=0 go build -tags nomsgpack -trimpath -ldflags "-s -w -X main.version=$VERSION" -o /linchpin ./cmd/linchpin

FROM alpine:3.22
RUN adduser -D -H -u 10001 linchpin && install -d -o linchpin -g linchpin -m 0700 /data
COPY --from=program /linchpin /usr/local/bin/linchpin
COPY LICENSE NOTICE /usr/share/doc/linchpin/
USER linchpin
WORKDIR /data
ENV LINCHPIN_DATA=/data LINCHPIN_LISTEN=0.0.0.0:8080
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/readyz"]
ENTRYPOINT ["linchpin"]
CMD ["serve"]
