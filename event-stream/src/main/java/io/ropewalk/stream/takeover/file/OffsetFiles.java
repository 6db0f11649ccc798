package io.ropewalk.stream.takeover.file;

import io.ropewalk.stream.takeover.OffsetSource;
import io.ropewalk.stream.takeover.TakeoverRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files, only ever read. */
public final class OffsetFiles implements OffsetSource {
    /** Some hundred bytes are usual. */
    private static final int MAX_BYTES = 1024 * 1024;

    @Override
    public String read(String name) {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw refused(name, "is larger than 1 MiB, so it is no file of offsets", null);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw refused(name, "is not UTF-8 text", e);
        } catch (NoSuchFileException e) {
            throw refused(name, "does not exist", e);
        } catch (IOException | InvalidPathException e) {
            throw refused(name, "cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private static TakeoverRefused refused(String name, String what, Exception cause) {
        return new TakeoverRefused(
                "The takeover file "
                        + name
                        + " "
                        + what
                        + "; nothing was taken over. Correct ropewalk.stream.takeover, or remove it to begin by the"
                        + " start policy.",
                cause);
    }
}
