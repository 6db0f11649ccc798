package io.ropewalk.kit.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.QuarkusBindException;
import java.net.BindException;
import org.junit.jupiter.api.Test;

class LauncherTest {
    @Test
    void findsTheSentenceUnderOtherCauses() {
        var failure = new RuntimeException("wrapped", new StartFailure("Do this."));
        assertThat(Launcher.sentence(failure)).contains("Do this.");
    }

    @Test
    void namesATakenPortAndItsVariable() {
        var failure = new QuarkusBindException("0.0.0.0", 8080, new BindException("taken"));
        assertThat(Launcher.sentence(failure).orElseThrow())
                .contains("8080")
                .contains("QUARKUS_HTTP_PORT");
    }

    @Test
    void hasNoSentenceForWhatNobodyForesaw() {
        assertThat(Launcher.sentence(new IllegalStateException("?"))).isEmpty();
    }

    @Test
    void survivesACauseThatIsItsOwn() {
        var first = new RuntimeException("a");
        var second = new RuntimeException("b", first);
        first.initCause(second);
        assertThat(Launcher.sentence(second)).isEmpty();
    }
}
