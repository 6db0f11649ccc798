package io.ropewalk.alertops.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossingTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // method, token, session, marked, origin, passes
                "GET,  false, true,  false, -,                     true",
                "HEAD, false, false, false, https://evil.example,  true",
                "POST, true,  true,  false, https://evil.example,  true",
                "POST, false, true,  true,  https://ops.example,   true",
                "POST, false, true,  true,  HTTPS://OPS.example,   true",
                "POST, false, true,  false, https://ops.example,   false",
                "POST, false, true,  true,  -,                     false",
                "POST, false, true,  true,  null,                  false",
                "POST, false, true,  true,  https://evil.example,  false",
                "POST, false, true,  true,  https://ops.example:1, false",
                "POST, false, true,  true,  https://ops.example.evil.example, false",
                "DELETE, false, true, true, https://evil.example,  false",
                "POST, false, false, false, -,                     true",
                "POST, false, false, false, https://ops.example,   true",
                "POST, false, false, true,  https://evil.example,  false"
            })
    void whatChangesSomethingWithoutATokenComesFromOurPage(
            String method,
            boolean token,
            boolean session,
            boolean marked,
            String origin,
            boolean passes) {
        var request = new Crossing.Request(method, token, session, marked, origin, "ops.example");
        assertThat(Crossing.allows(request)).isEqualTo(passes);
    }
}
