-- What each sink was offered. One row an asset; kind is devices, users (of Identity Protection) or
-- falcon-users (of user-management).
CREATE TABLE asset (
    tenant  VARCHAR(200) NOT NULL,
    sink    VARCHAR(100) NOT NULL,
    kind    VARCHAR(20)  NOT NULL,
    uid     VARCHAR(200) NOT NULL,
    -- Of the asset without its time, as the sink last accepted it; empty: offer it again.
    hash    VARCHAR(32)  NOT NULL,
    -- The same as OCSF, for a later removal; empty: the sink never accepted it.
    content TEXT         NOT NULL,
    -- Number of the delivery that last saw it listed.
    seen    BIGINT       NOT NULL,
    -- 1 when the latest whole listing lacked it and cannot be counted: the next one decides.
    missed  SMALLINT     NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, sink, kind, uid)
);

-- Deliveries of a kind to a sink. Times are milliseconds since the epoch, 0 for none.
CREATE TABLE asset_delivery (
    tenant           VARCHAR(200) NOT NULL,
    -- Of the lease under which it ran: those that began together have the same.
    number           BIGINT       NOT NULL,
    sink             VARCHAR(100) NOT NULL,
    kind             VARCHAR(20)  NOT NULL,
    dry_run          SMALLINT     NOT NULL,
    origin           VARCHAR(40)  NOT NULL,
    state            VARCHAR(20)  NOT NULL,
    received         BIGINT       NOT NULL,
    created          BIGINT       NOT NULL,
    updated          BIGINT       NOT NULL,
    unchanged        BIGINT       NOT NULL,
    removed          BIGINT       NOT NULL,
    refused          BIGINT       NOT NULL,
    failure_category VARCHAR(40)  NOT NULL,
    failure_message  TEXT         NOT NULL,
    failure_trace_id VARCHAR(200) NOT NULL,
    started_at       BIGINT       NOT NULL,
    finished_at      BIGINT       NOT NULL,
    succeeded_at     BIGINT       NOT NULL,
    PRIMARY KEY (tenant, number, sink, kind)
);
