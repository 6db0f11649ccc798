-- The state of event-stream. Times are milliseconds since the epoch. Flags are 0 or 1.
-- BYTEA is PostgreSQL's word for bytes; SQLite stores bytes whatever the column is called.

-- A replica that takes partitions, until its time is up by the database's clock.
CREATE TABLE stream_replica (
    name       VARCHAR(200) NOT NULL PRIMARY KEY,
    expires_at BIGINT       NOT NULL
);

-- A partition that was ever seen, what operators asked of it, and what its owner last said.
CREATE TABLE stream_partition (
    tenant          VARCHAR(200) NOT NULL,
    partition_name  VARCHAR(200) NOT NULL,
    first_seen      BIGINT       NOT NULL,
    gone            SMALLINT     NOT NULL,
    paused          SMALLINT     NOT NULL,
    seek_number     BIGINT       NOT NULL,
    seek_open       SMALLINT     NOT NULL,
    seek_sink       VARCHAR(200),
    seek_epoch      INTEGER,
    seek_offset     BIGINT,
    seek_newest     BIGINT,
    seek_not_before BIGINT,
    report_owner    VARCHAR(200),
    report_at       BIGINT,
    report_json     TEXT,
    PRIMARY KEY (tenant, partition_name)
);

-- How far a sink has got. committed is empty while nothing was delivered.
CREATE TABLE stream_position (
    tenant            VARCHAR(200) NOT NULL,
    partition_name    VARCHAR(200) NOT NULL,
    sink              VARCHAR(200) NOT NULL,
    epoch             INTEGER      NOT NULL,
    committed         BIGINT,
    newest_created_at BIGINT       NOT NULL,
    not_before        BIGINT       NOT NULL,
    PRIMARY KEY (tenant, partition_name, sink)
);

-- A delivered detection whose graph is still to be fetched.
CREATE TABLE stream_follow_up (
    tenant         VARCHAR(200) NOT NULL,
    partition_name VARCHAR(200) NOT NULL,
    sink           VARCHAR(200) NOT NULL,
    event_offset   BIGINT       NOT NULL,
    detection_id   TEXT         NOT NULL,
    severity_name  TEXT         NOT NULL,
    severity_code  BIGINT,
    created_at     BIGINT       NOT NULL,
    since          BIGINT       NOT NULL,
    attempts       INTEGER      NOT NULL,
    PRIMARY KEY (tenant, partition_name, sink, event_offset)
);

-- Bytes that could not be delivered. identity is the SHA-256 of what makes two of them the same one.
CREATE TABLE stream_dead_letter (
    id             VARCHAR(200) NOT NULL PRIMARY KEY,
    identity       VARCHAR(64)  NOT NULL UNIQUE,
    tenant         VARCHAR(200) NOT NULL,
    partition_name VARCHAR(200) NOT NULL,
    sink           VARCHAR(200),
    after_offset   BIGINT,
    event_offset   BIGINT,
    event_type     TEXT         NOT NULL,
    reason         TEXT         NOT NULL,
    total_bytes    BIGINT       NOT NULL,
    created_at     BIGINT       NOT NULL,
    state          VARCHAR(20)  NOT NULL,
    bytes          BYTEA        NOT NULL
);

CREATE INDEX stream_dead_letter_of_tenant ON stream_dead_letter (tenant, created_at, id);
CREATE INDEX stream_dead_letter_waiting ON stream_dead_letter (tenant) WHERE state = 'waiting';

-- Who did what. Rows are only ever added.
CREATE TABLE stream_audit (
    id             BIGINT       NOT NULL PRIMARY KEY,
    at             BIGINT       NOT NULL,
    tenant         VARCHAR(200) NOT NULL,
    partition_name VARCHAR(200),
    action         VARCHAR(40)  NOT NULL,
    actor          TEXT         NOT NULL,
    reason         TEXT         NOT NULL,
    detail         TEXT         NOT NULL
);

CREATE INDEX stream_audit_of_tenant ON stream_audit (tenant, id);

-- The last number given. Its row is locked until the end of the transaction, so ids rise in the order of the commits.
CREATE TABLE stream_counter (
    name  VARCHAR(40) NOT NULL PRIMARY KEY,
    value BIGINT      NOT NULL
);

INSERT INTO stream_counter (name, value) VALUES ('audit', 0);

-- A tenant whose positions were taken over from another program.
CREATE TABLE stream_takeover (
    tenant VARCHAR(200) NOT NULL PRIMARY KEY,
    at     BIGINT       NOT NULL
);
