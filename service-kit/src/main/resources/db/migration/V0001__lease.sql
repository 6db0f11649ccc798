-- Work that must have one owner. Times are milliseconds of the database's own clock.
CREATE TABLE lease (
    name       VARCHAR(200) NOT NULL PRIMARY KEY,
    owner      VARCHAR(200) NOT NULL,
    fencing    BIGINT       NOT NULL,
    expires_at BIGINT       NOT NULL
);
