-- Closures. Times are milliseconds since the epoch. plan is what never changes of one, as JSON.
CREATE TABLE closure (
    id            VARCHAR(36)  NOT NULL PRIMARY KEY,
    tenant        VARCHAR(200) NOT NULL,
    source        VARCHAR(36)  NOT NULL,
    state         VARCHAR(20)  NOT NULL,
    plan          TEXT         NOT NULL,
    reason        TEXT         NOT NULL,
    approved_by   VARCHAR(300),
    -- Over the token and all it is good for; the token itself is nowhere.
    token_hash    VARCHAR(64)  NOT NULL,
    token_expires BIGINT       NOT NULL,
    key_text      VARCHAR(100) NOT NULL,
    key_digest    VARCHAR(64)  NOT NULL,
    wish          VARCHAR(10)  NOT NULL,
    created_at    BIGINT       NOT NULL,
    executed_at   BIGINT,
    started_at    BIGINT,
    done_before   INTEGER      NOT NULL,
    finished_at   BIGINT,
    failure_category VARCHAR(40),
    failure_message  TEXT,
    failure_trace_id VARCHAR(200)
);

CREATE INDEX closure_tenant ON closure (tenant, created_at, id);
CREATE INDEX closure_state ON closure (state);

-- Their alerts, with what each was before: by this a closure is taken back.
CREATE TABLE closure_item (
    closure_id   VARCHAR(36)  NOT NULL,
    position     INTEGER      NOT NULL,
    composite_id VARCHAR(400) NOT NULL,
    state        VARCHAR(20)  NOT NULL,
    status       VARCHAR(40)  NOT NULL,
    tags         TEXT         NOT NULL,
    uuid         VARCHAR(300) NOT NULL,
    mail         VARCHAR(300) NOT NULL,
    person       VARCHAR(300) NOT NULL,
    updated      VARCHAR(60)  NOT NULL,
    matched      VARCHAR(300) NOT NULL,
    attempts     INTEGER      NOT NULL,
    message      TEXT         NOT NULL,
    trace_id     VARCHAR(200) NOT NULL,
    PRIMARY KEY (closure_id, position)
);

CREATE INDEX closure_item_state ON closure_item (closure_id, state, position);
