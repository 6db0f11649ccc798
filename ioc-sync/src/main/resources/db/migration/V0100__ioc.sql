-- The state of ioc-sync. Times are milliseconds since the epoch, 0 for never. Flags are 0 or 1.

-- An indicator that was ever seen. Of one that has gone the row stays a while, so that an old event cannot bring it back.
CREATE TABLE ioc_indicator (
    id      VARCHAR(200) NOT NULL PRIMARY KEY,
    version BIGINT       NOT NULL,
    gone    SMALLINT     NOT NULL,
    deleted SMALLINT     NOT NULL,
    gone_at BIGINT       NOT NULL,
    reading BIGINT       NOT NULL
);

CREATE INDEX ioc_indicator_reading ON ioc_indicator (reading) WHERE gone = 0;
CREATE INDEX ioc_indicator_gone ON ioc_indicator (gone_at) WHERE gone = 1;

-- What an indicator asks of a value. Platforms and tags are one a line.
CREATE TABLE ioc_claim (
    indicator   VARCHAR(200) NOT NULL,
    type        VARCHAR(10)  NOT NULL,
    value       VARCHAR(300) NOT NULL,
    action      VARCHAR(20)  NOT NULL,
    severity    VARCHAR(20)  NOT NULL,
    platforms   VARCHAR(100) NOT NULL,
    expires_at  BIGINT       NOT NULL,
    tags        TEXT         NOT NULL,
    description TEXT         NOT NULL,
    PRIMARY KEY (indicator, type, value)
);

CREATE INDEX ioc_claim_value ON ioc_claim (type, value);

-- A value at a customer. ticket is above 0 while there is something to do.
CREATE TABLE ioc_entry (
    tenant    VARCHAR(200) NOT NULL,
    type      VARCHAR(10)  NOT NULL,
    value     VARCHAR(300) NOT NULL,
    ticket    BIGINT       NOT NULL,
    state     VARCHAR(10)  NOT NULL,
    falcon_id VARCHAR(100) NOT NULL,
    written   VARCHAR(64)  NOT NULL,
    tags      TEXT         NOT NULL,
    look_at   BIGINT       NOT NULL,
    PRIMARY KEY (tenant, type, value)
);

CREATE INDEX ioc_entry_waiting ON ioc_entry (tenant, ticket) WHERE ticket > 0;
CREATE INDEX ioc_entry_due ON ioc_entry (tenant, look_at) WHERE look_at > 0;
CREATE INDEX ioc_entry_state ON ioc_entry (tenant, state, type, value);

-- What was set aside.
CREATE TABLE ioc_quarantine (
    id       VARCHAR(64)  NOT NULL PRIMARY KEY,
    kind     VARCHAR(10)  NOT NULL,
    tenant   VARCHAR(200) NOT NULL,
    subject  TEXT         NOT NULL,
    category VARCHAR(40)  NOT NULL,
    message  TEXT         NOT NULL,
    raw      TEXT         NOT NULL,
    at       BIGINT       NOT NULL
);

CREATE INDEX ioc_quarantine_of_tenant ON ioc_quarantine (tenant, at, id);

-- One row: how far the stream is read, and the last ticket given.
CREATE TABLE ioc_checkpoint (
    id            INTEGER     NOT NULL PRIMARY KEY,
    position      VARCHAR(60) NOT NULL,
    recover_until VARCHAR(60) NOT NULL,
    reading       BIGINT      NOT NULL,
    swept         BIGINT      NOT NULL,
    ticket        BIGINT      NOT NULL,
    origin        VARCHAR(60) NOT NULL
);

INSERT INTO ioc_checkpoint (id, position, recover_until, reading, swept, ticket, origin) VALUES (1, '', '', 0, 0, 0, '');
