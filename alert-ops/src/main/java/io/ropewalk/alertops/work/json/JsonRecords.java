package io.ropewalk.alertops.work.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.ropewalk.alertops.work.Records;
import java.time.Instant;
import java.util.Map;

/**
 * Goes the way back that the client's reader came: components in camel case are the vendor's names
 * in snake case. The client registers its records for native executables.
 */
public final class JsonRecords implements Records {
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final JsonMapper json =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_NULL))
                    .addModule(
                            new SimpleModule("times")
                                    .addSerializer(Instant.class, ToStringSerializer.instance))
                    .build();

    @Override
    public Map<String, Object> of(Record record) {
        return json.convertValue(record, MAP);
    }
}
