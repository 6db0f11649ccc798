package io.ropewalk.stream.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ByteBodyTest {

    @Property
    void aJsonStringReadsBackAsItWas(@ForAll @StringLength(max = 400) String text)
            throws IOException {
        // Given
        var raw = text.getBytes(StandardCharsets.UTF_8);
        var body = new ByteBody().text("[");
        // When
        body.json(raw, 0, raw.length).text("]");
        // Then
        var json = new String(body.array(), 0, body.length(), StandardCharsets.UTF_8);
        assertThat(new ObjectMapper().readTree(json).get(0).textValue())
                .isEqualTo(new String(raw, StandardCharsets.UTF_8));
    }

    @Test
    void everyControlCharacterIsEscaped() throws IOException {
        // Given
        var raw = new byte[128];
        for (var i = 0; i < raw.length; i++) {
            raw[i] = (byte) i;
        }
        // When
        var body = new ByteBody().json(raw, 0, raw.length);
        // Then
        var json = new String(body.array(), 0, body.length(), StandardCharsets.UTF_8);
        assertThat(json.chars()).allMatch(c -> c >= 0x20);
        assertThat(new ObjectMapper().readTree(json).textValue())
                .isEqualTo(new String(raw, StandardCharsets.US_ASCII));
    }

    @Test
    void growsAndIsCut() {
        // Given
        var body = new ByteBody();
        var chunk = new byte[50_000];
        Arrays.fill(chunk, (byte) 'x');
        body.text("head");
        // When
        for (var i = 0; i < 100; i++) {
            body.write(chunk);
        }
        body.cutTo(6);
        // Then
        assertThat(new String(body.array(), 0, body.length(), StandardCharsets.UTF_8))
                .isEqualTo("headxx");
    }
}
