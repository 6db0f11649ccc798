package io.ropewalk.alertops.host.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.host.HostRecords;
import io.ropewalk.falcon.hosts.DeviceMeta;
import io.ropewalk.falcon.hosts.DevicePolicy;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostLogins;
import io.ropewalk.falcon.hosts.ManagedApp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** By the names of the components, which are the vendor's in camel case. */
@RegisterForReflection(
        targets = {
            Host.class,
            DevicePolicy.class,
            ManagedApp.class,
            DeviceMeta.class,
            HostLogins.class,
            HostLogins.Login.class
        })
public final class JsonHostRecords implements HostRecords {
    private static final TypeReference<LinkedHashMap<String, Object>> MEMBERS =
            new TypeReference<>() {};

    private final JsonMapper mapper =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
                    .build();

    @Override
    public Map<String, Object> of(Host host) {
        return mapper.convertValue(host, MEMBERS);
    }

    @Override
    public Map<String, Object> of(HostLogins logins) {
        Map<String, Object> members = mapper.convertValue(logins, MEMBERS);
        members.putIfAbsent("recent_logins", List.of());
        return members;
    }
}
