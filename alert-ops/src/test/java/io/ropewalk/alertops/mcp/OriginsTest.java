package io.ropewalk.alertops.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    private final Origins origins =
            new Origins(
                    List.of("https://page.example.com/"), URI.create("https://own.example.com"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, own.example.com, true",
                "https://page.example.com, own.example.com, true",
                "HTTPS://PAGE.example.com, own.example.com, true",
                "https://own.example.com, own.example.com, true",
                "https://own.example.com, -, true",
                "http://own.example.com, own.example.com, false",
                "http://page.example.com, own.example.com, false",
                "https://page.example.com.evil.example, own.example.com, false",
                "null, own.example.com, false",
                "http://localhost:8085, localhost:8085, true",
                "http://127.0.0.1:8085, 127.0.0.1:8085, true",
                "http://[::1]:8085, [::1]:8085, true",
                "http://localhost:9999, localhost:8085, false",
                "http://localhost.evil.example, localhost, false",
                "http://evil.example, evil.example, false",
                "'', evil.example, false"
            })
    void onlyPagesThatNobodyElseCanMakeUpMayCall(String origin, String host, boolean allowed) {
        assertThat(origins.allow(origin, host)).isEqualTo(allowed);
    }
}
