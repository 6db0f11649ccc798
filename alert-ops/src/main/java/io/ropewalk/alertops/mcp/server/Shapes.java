package io.ropewalk.alertops.mcp.server;

import io.quarkiverse.mcp.server.InputSchemaGenerator;
import io.quarkiverse.mcp.server.OutputSchemaGenerator;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import io.ropewalk.alertops.mcp.Changes;
import io.ropewalk.alertops.mcp.Toolbox;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;

/**
 * The schemas of tools, from the tools themselves: what is announced is what is checked. The
 * library's own generator knows only classes, and neither ranges nor closed lists of words.
 */
public final class Shapes {
    private Shapes() {}

    // The library hands a class over where it means a tool, so each has one, named like it. Its own
    // classes load them, so they are public.
    public interface GetDetections {}

    public interface GetHostDetails {}

    public interface GetIocs {}

    public interface GetSpotlightVulnerabilities {}

    public interface GetIncidents {}

    public interface GetRtrSessions {}

    public interface GetDiscoverHosts {}

    public interface GetAlerts {}

    public interface GetHashSummary {}

    public interface TenantsList {}

    /** All changes answer alike. */
    public interface AnyChange {}

    /** Of what a tool takes. */
    @Singleton
    public static final class Input implements InputSchemaGenerator<Map<String, Object>> {
        private final Toolbox tools;

        Input(Toolbox tools) {
            this.tools = tools;
        }

        @Override
        public Map<String, Object> generate(ToolInfo tool) {
            return tools.tool(tool.name()).orElseThrow().arguments().schema();
        }
    }

    /** Of what a tool answers. */
    @Singleton
    public static final class Output implements OutputSchemaGenerator {
        private final Toolbox tools;

        Output(Toolbox tools) {
            this.tools = tools;
        }

        @Override
        public Object generate(Class<?> tool) {
            String name = tool.getSimpleName().replaceAll("(?<=[a-z])([A-Z])", "_$1");
            return tools.tool(name.toLowerCase(Locale.ROOT)).orElseThrow().outputSchema();
        }
    }

    /** Of what a change takes. */
    @Singleton
    public static final class ChangeInput implements InputSchemaGenerator<Map<String, Object>> {
        private final Changes changes;

        ChangeInput(Changes changes) {
            this.changes = changes;
        }

        @Override
        public Map<String, Object> generate(ToolInfo tool) {
            return changes.arguments(tool.name()).schema();
        }
    }

    /** Of what a change answers. */
    @Singleton
    public static final class ChangeOutput implements OutputSchemaGenerator {
        @Override
        public Object generate(Class<?> any) {
            return Changes.schema();
        }
    }
}
