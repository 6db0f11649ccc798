-- Reports: what was ordered, how far it came, and what it came to. Times are milliseconds since the epoch by the
-- database's clock; owner, attempt and beat say which process makes it and when that last gave a sign of life.
CREATE TABLE report (
    id          VARCHAR(36)   NOT NULL PRIMARY KEY,
    scope       VARCHAR(4000) NOT NULL,
    schedule    VARCHAR(200)  NOT NULL,
    ordered     TEXT          NOT NULL,
    state       VARCHAR(20)   NOT NULL,
    created     BIGINT        NOT NULL,
    finished    BIGINT,
    owner       VARCHAR(36)   NOT NULL,
    attempt     INTEGER       NOT NULL,
    beat        BIGINT        NOT NULL,
    alerts_read BIGINT        NOT NULL,
    alerts_all  BIGINT,
    document    TEXT          NOT NULL,
    failure     TEXT          NOT NULL,
    mail        VARCHAR(20)   NOT NULL,
    mail_tries  INTEGER       NOT NULL,
    mail_next   BIGINT        NOT NULL,
    mail_error  TEXT          NOT NULL
);

CREATE INDEX report_created ON report (created);
CREATE INDEX report_state ON report (state, created);
CREATE INDEX report_mail ON report (mail, mail_next);

-- The time each schedule was last due and seen to: whoever moves it makes the report.
CREATE TABLE report_schedule (
    name VARCHAR(200) NOT NULL PRIMARY KEY,
    due  BIGINT       NOT NULL
);
