-- Mail about closures, one for each end of one. Times are milliseconds since the epoch by the database's clock, ended as
-- the closure has it.
CREATE TABLE closure_mail (
    closure_id VARCHAR(36) NOT NULL,
    ended      BIGINT      NOT NULL,
    state      VARCHAR(20) NOT NULL,
    tries      INTEGER     NOT NULL,
    next_try   BIGINT      NOT NULL,
    error      TEXT        NOT NULL,
    PRIMARY KEY (closure_id, ended)
);

CREATE INDEX closure_mail_state ON closure_mail (state, next_try);
CREATE INDEX closure_finished ON closure (finished_at);
