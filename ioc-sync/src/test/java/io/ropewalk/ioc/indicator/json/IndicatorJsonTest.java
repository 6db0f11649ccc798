package io.ropewalk.ioc.indicator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.ioc.indicator.Indicator;
import io.ropewalk.ioc.indicator.Unreadable;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorJsonTest {
    private static final String FULL =
            """
            {"type":"indicator","id":"indicator--0d9a","created":"2026-03-01T10:00:00.000Z",
             "modified":"2026-03-02T08:15:00.000Z","revoked":"False","labels":["stealer","campaign-x"],
             "name":"c2.bad.example","description":"C2","pattern":"[domain-name:value = 'c2.bad.example']",
             "pattern_type":"stix","valid_until":"2026-06-01T10:00:00.000Z",
             "extensions":{
              "extension-definition--ea279b3e-5c71-4632-ac08-831c66a786ba":{"id":"3a1c","updated_at":"2026-03-03T00:00:00.000Z","score":75},
              "extension-definition--322b8f77-262a-4cb8-a915-1e441e00329b":{"platforms":["windows","linux"]}}}
            """;

    @Test
    void everythingThatOpenctiSaysIsRead() throws JsonProcessingException {
        Indicator it = IndicatorJson.read(json(FULL));
        assertThat(it.id()).isEqualTo("indicator--0d9a");
        assertThat(it.updatedAt()).isEqualTo("2026-03-03T00:00:00Z");
        assertThat(it.revoked()).isFalse();
        assertThat(it.validUntil()).contains(Instant.parse("2026-06-01T10:00:00Z"));
        assertThat(it.score()).hasValue(75);
        assertThat(it.labels()).containsExactly("stealer", "campaign-x");
        assertThat(it.platforms()).containsExactly("windows", "linux");
        assertThat(it.about()).isEqualTo(new Indicator.About("c2.bad.example", "C2", "3a1c"));
    }

    @Test
    void withoutExtensionsTheStandardsOwnTimeCounts() throws JsonProcessingException {
        Indicator it =
                IndicatorJson.read(
                        json(
                                """
                                {"type":"indicator","id":"indicator--1","modified":"2026-03-02T08:15:00+01:00",
                                 "revoked":true,"x_opencti_score":"30"}
                                """));
        assertThat(it.updatedAt()).isEqualTo("2026-03-02T07:15:00Z");
        assertThat(it.revoked()).isTrue();
        assertThat(it.score()).hasValue(30);
        assertThat(it.patternType()).isEqualTo("stix");
        assertThat(it.pattern()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"malware\"} | no indicator",
                "{\"type\":\"indicator\"} | no id",
                "{\"type\":\"indicator\",\"id\":\"a\"} | when it was changed",
                "{\"type\":\"indicator\",\"id\":\"a\",\"modified\":\"2026-03-02T08:15:00Z\",\"valid_until\":\"soon\"}"
                        + " | valid_until is no time"
            })
    void whatCannotBeReadIsToldWhy(String text, String why) {
        assertThatThrownBy(() -> IndicatorJson.read(json(text)))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining(why);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
