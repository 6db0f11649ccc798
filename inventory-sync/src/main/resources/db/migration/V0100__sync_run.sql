-- One sync of one tenant. Times are milliseconds since the epoch.
CREATE TABLE sync_run (
    id               VARCHAR(36)      NOT NULL PRIMARY KEY,
    tenant           VARCHAR(200)     NOT NULL,
    kinds            VARCHAR(200)     NOT NULL,
    mode             VARCHAR(20)      NOT NULL,
    dry_run          SMALLINT         NOT NULL,
    retire_max_share DOUBLE PRECISION,
    state            VARCHAR(20)      NOT NULL,
    update_tag       BIGINT           NOT NULL,
    attempt          INTEGER          NOT NULL,
    changed_since    BIGINT,
    counts           TEXT             NOT NULL,
    total            BIGINT,
    database_seconds DOUBLE PRECISION NOT NULL,
    failure_category VARCHAR(40),
    failure_message  TEXT,
    failure_trace_id VARCHAR(200),
    cancel_requested SMALLINT         NOT NULL,
    created_at       BIGINT           NOT NULL,
    started_at       BIGINT,
    finished_at      BIGINT
);

CREATE INDEX sync_run_of_tenant ON sync_run (tenant, created_at, id);

-- A tenant never has two runs at once, however many replicas ask.
CREATE UNIQUE INDEX sync_run_active ON sync_run (tenant) WHERE state IN ('queued', 'running');
