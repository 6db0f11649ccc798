package io.ropewalk.alertops.report;

import java.util.List;

/** Sends mail that is written. */
@FunctionalInterface
public interface Mails {
    /**
     * Hands one over. Blocks.
     *
     * @throws RuntimeException when it was not taken
     */
    void send(Written mail);

    /**
     * A mail.
     *
     * @param id its Message-ID without brackets; the same when it is sent again
     */
    record Written(String id, List<String> recipients, String subject, String text, String html) {}
}
