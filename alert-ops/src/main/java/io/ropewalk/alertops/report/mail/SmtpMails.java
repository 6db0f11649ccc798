package io.ropewalk.alertops.report.mail;

import io.ropewalk.alertops.config.ReportsConfig;
import io.ropewalk.alertops.report.Mails;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends by SMTP, as text and HTML. By the client below Quarkus' mailer, which would write the
 * header Cc with nothing in it, and RFC 5322 (3.6.3) wants an address there.
 */
@Singleton
public class SmtpMails implements Mails {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final MailClient client;
    private final Optional<String> from;

    SmtpMails(MailClient client, ReportsConfig config) {
        this.client = client;
        this.from = config.mail().from();
    }

    @Override
    public void send(Written mail) {
        MailMessage message =
                new MailMessage()
                        .setTo(mail.recipients())
                        .setSubject(mail.subject())
                        .setText(mail.text())
                        .setHtml(mail.html())
                        .setHeaders(
                                MultiMap.caseInsensitiveMultiMap()
                                        .add("Message-ID", "<" + mail.id() + ">"));
        from.ifPresent(message::setFrom);
        try {
            client.sendMail(message)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused.getCause().getMessage(), refused);
        } catch (TimeoutException silent) {
            throw new IllegalStateException("The mail server did not answer.", silent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service stops.", stopped);
        }
    }
}
