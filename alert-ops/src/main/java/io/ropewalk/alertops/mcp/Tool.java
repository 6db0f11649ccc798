package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.work.Caller;
import java.util.Map;

/** What an assistant may call by name. Changes nothing. */
public interface Tool {
    String name();

    Arguments arguments();

    /** JSON Schema 2020-12 of what {@link #call} answers. */
    Map<String, Object> outputSchema();

    /**
     * Does it.
     *
     * @return texts, numbers, booleans, lists and maps, as the output schema says
     * @throws io.ropewalk.alertops.work.Refused when nothing was asked of Falcon
     * @throws io.ropewalk.falcon.FalconCallFailed when Falcon did not answer
     */
    Map<String, Object> call(Arguments.Given given, Caller caller);
}
