package io.ropewalk.falcon.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void controlCharactersAndLineBreaksBecomeBlanks() {
        assertThat(Texts.shown("\u001b[31mred\r\nnext\u2028\u202eend\u0000"))
                .isEqualTo("[31mred  next  end");
    }

    @Test
    void longTextsAreCut() {
        assertThat(Texts.shown("x".repeat(5000))).hasSize(301).endsWith("x…");
        assertThat(Texts.shown("x".repeat(300))).hasSize(300);
    }
}
