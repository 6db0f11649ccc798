package io.ropewalk.alertops.report.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.ropewalk.alertops.config.ReportsConfig;
import io.ropewalk.alertops.report.Letters.Letter;
import io.ropewalk.alertops.report.Letters.Post;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Sends by SMTP, as text and HTML. The same mail sent again has the same Message-ID. */
@Singleton
public class MailPost implements Post {
    private final Mailer mailer;
    private final Template text;
    private final Template html;
    private final Optional<String> from;

    MailPost(
            Mailer mailer,
            @Location("report.txt") Template text,
            @Location("report.html") Template html,
            ReportsConfig config) {
        this.mailer = mailer;
        this.text = text;
        this.html = html;
        this.from = config.mail().from();
    }

    @Override
    public void send(Letter letter) {
        Map<String, Object> values =
                Map.of(
                        "subject", letter.subject(),
                        "made", letter.made(),
                        "state", letter.state(),
                        "summary", letter.summary(),
                        "counts", letter.counts(),
                        "lines", letter.lines(),
                        "link", letter.link());
        Mail mail =
                new Mail()
                        .setTo(letter.recipients())
                        .setSubject(letter.subject())
                        .setText(text.render(values))
                        .setHtml(html.render(values))
                        .addHeader("Message-ID", "<" + letter.id() + "@reports.ropewalk>");
        from.ifPresent(mail::setFrom);
        mailer.send(mail);
    }
}
