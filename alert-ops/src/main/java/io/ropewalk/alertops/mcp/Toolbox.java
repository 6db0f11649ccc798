package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tools that change nothing, and the one way to call them: role first. */
public final class Toolbox {
    private final Map<String, Tool> tools = new LinkedHashMap<>();

    public Toolbox(List<Tool> all) {
        all.forEach(it -> tools.put(it.name(), it));
    }

    /** The one of a name. */
    public Optional<Tool> tool(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /**
     * Calls one.
     *
     * @param raw arguments as they came
     */
    public Map<String, Object> call(String name, Map<String, Object> raw, Caller caller) {
        if (!caller.may(Role.VIEWER)) {
            throw new Refused(new Why.Role("%s takes the role viewer.".formatted(name)));
        }
        Tool tool =
                tool(name).orElseThrow(() -> Refused.badRequest("There is no tool " + name + "."));
        return tool.call(tool.arguments().read(raw), caller);
    }
}
