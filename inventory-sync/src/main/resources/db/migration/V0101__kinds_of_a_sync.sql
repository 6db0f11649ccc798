-- When each kind of a tenant last succeeded, in runs that wrote. Times are milliseconds since the epoch.
CREATE TABLE sync_kind_success (
    tenant  VARCHAR(200) NOT NULL,
    kind    VARCHAR(40)  NOT NULL,
    latest  BIGINT       NOT NULL,
    full_at BIGINT       NOT NULL,
    PRIMARY KEY (tenant, kind)
);

-- Both are told by kind, in counts.
ALTER TABLE sync_run DROP COLUMN changed_since;
ALTER TABLE sync_run DROP COLUMN total;
