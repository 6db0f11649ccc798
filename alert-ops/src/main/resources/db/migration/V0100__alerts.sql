-- The state of alert-ops. Times are milliseconds since the epoch by the database's clock.

-- Lines are added and never changed. hash covers the line and the hash of the one before.
CREATE TABLE audit_line (
    number    BIGINT       NOT NULL PRIMARY KEY,
    at        BIGINT       NOT NULL,
    tenant    VARCHAR(200) NOT NULL,
    actor     VARCHAR(300) NOT NULL,
    operation VARCHAR(100) NOT NULL,
    marker    VARCHAR(64)  NOT NULL,
    event     TEXT         NOT NULL,
    hash      VARCHAR(64)  NOT NULL
);

CREATE INDEX audit_line_tenant ON audit_line (tenant, number);

-- The last line's number and hash, in one row: whoever adds a line holds it, and a cut tail shows.
CREATE TABLE audit_head (
    id     SMALLINT    NOT NULL PRIMARY KEY,
    number BIGINT      NOT NULL,
    hash   VARCHAR(64) NOT NULL
);

INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '');

-- Answers by idempotency key. answer is empty while the first request is under way, and at then the latest sign of life
-- of the process that has it.
CREATE TABLE receipt (
    caller VARCHAR(300) NOT NULL,
    tenant VARCHAR(200) NOT NULL,
    text   VARCHAR(100) NOT NULL,
    digest VARCHAR(64)  NOT NULL,
    owner  VARCHAR(36)  NOT NULL,
    at     BIGINT       NOT NULL,
    answer TEXT         NOT NULL,
    PRIMARY KEY (caller, tenant, text)
);

CREATE INDEX receipt_at ON receipt (at);

-- What guards count.
CREATE TABLE guard_use (
    tenant VARCHAR(200) NOT NULL,
    cap    VARCHAR(40)  NOT NULL,
    at     BIGINT       NOT NULL,
    amount BIGINT       NOT NULL
);

-- A row for each cap of a customer, held by whoever counts.
CREATE TABLE guard_turn (
    tenant VARCHAR(200) NOT NULL,
    cap    VARCHAR(40)  NOT NULL,
    turns  BIGINT       NOT NULL,
    PRIMARY KEY (tenant, cap)
);

CREATE INDEX guard_use_cap ON guard_use (tenant, cap, at);
