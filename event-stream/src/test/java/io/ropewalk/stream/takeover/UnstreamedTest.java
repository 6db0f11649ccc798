package io.ropewalk.stream.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnstreamedTest {
    @Test
    void aNameThatIsNotStreamedIsFound() {
        assertThat(Unstreamed.among(Set.of("acme", "globex"), List.of("acme", "initech")))
                .containsExactly("globex");
    }

    @Test
    void theOtherReadingOfAVariableIsNoName() {
        // ROPEWALK_STREAM_TAKEOVER_ACME_EU is read both ways.
        assertThat(Unstreamed.among(Set.of("acme.eu", "acme-eu"), List.of("acme-eu"))).isEmpty();
    }

    @Test
    void aNameThatIsOnlyAlikeIsFound() {
        assertThat(Unstreamed.among(Set.of("acme.eu"), List.of("acme-eu")))
                .containsExactly("acme.eu");
    }
}
