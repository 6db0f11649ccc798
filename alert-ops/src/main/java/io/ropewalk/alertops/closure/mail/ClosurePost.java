package io.ropewalk.alertops.closure.mail;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.ropewalk.alertops.closure.ClosureLetters.Letter;
import io.ropewalk.alertops.closure.ClosureLetters.Post;
import io.ropewalk.alertops.report.Mails;
import jakarta.inject.Singleton;
import java.util.Map;

/** Writes mail about closures, as text and HTML. */
@Singleton
public class ClosurePost implements Post {
    private final Mails mails;
    private final Template text;
    private final Template html;

    ClosurePost(
            Mails mails,
            @Location("closure.txt") Template text,
            @Location("closure.html") Template html) {
        this.mails = mails;
        this.text = text;
        this.html = html;
    }

    @Override
    public void send(Letter letter) {
        Map<String, Object> values =
                Map.of(
                        "subject", letter.subject(),
                        "facts", letter.facts(),
                        "outcomes", letter.outcomes(),
                        "excluded", letter.excluded(),
                        "link", letter.link());
        mails.send(
                new Mails.Written(
                        letter.id() + "@closures.ropewalk",
                        letter.recipients(),
                        letter.subject(),
                        text.render(values),
                        html.render(values)));
    }
}
