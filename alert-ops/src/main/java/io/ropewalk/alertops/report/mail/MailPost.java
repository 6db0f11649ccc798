package io.ropewalk.alertops.report.mail;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.ropewalk.alertops.report.Letters.Letter;
import io.ropewalk.alertops.report.Letters.Post;
import io.ropewalk.alertops.report.Mails;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Writes mail about reports, as text and HTML. The same mail sent again has the same Message-ID.
 */
@Singleton
public class MailPost implements Post {
    private final Mails mails;
    private final Template text;
    private final Template html;

    MailPost(
            Mails mails,
            @Location("report.txt") Template text,
            @Location("report.html") Template html) {
        this.mails = mails;
        this.text = text;
        this.html = html;
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
        mails.send(
                new Mails.Written(
                        letter.id() + "@reports.ropewalk",
                        letter.recipients(),
                        letter.subject(),
                        text.render(values),
                        html.render(values)));
    }
}
