package io.ropewalk.alertops.testing;

import jakarta.mail.Folder;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigProvider;

/** What came by mail, read as its owner reads it. */
public final class Mailbox {
    private static final String OWNER = "soc@example.com";

    private Mailbox() {}

    /** One of them, with the names of its headers. */
    public record Letter(
            String id,
            String subject,
            String from,
            String text,
            String html,
            List<String> headers) {}

    public static List<Letter> letters() {
        int port = ConfigProvider.getConfig().getValue(ServiceResource.MAILBOX, Integer.class);
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", port, OWNER, "soc");
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                List<Letter> letters = new ArrayList<>();
                for (Message message : inbox.getMessages()) {
                    letters.add(
                            new Letter(
                                    message.getHeader("Message-ID")[0],
                                    message.getSubject(),
                                    message.getFrom()[0].toString(),
                                    part(message, "text/plain"),
                                    part(message, "text/html"),
                                    headers(message)));
                }
                return letters;
            }
        } catch (MessagingException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<String> headers(Message message) throws MessagingException {
        return Collections.list(message.getAllHeaders()).stream().map(Header::getName).toList();
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                String found = part(several.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
