package io.ropewalk.alertops.mcp;

/**
 * A text an assistant can read before it asks.
 *
 * @param name under which it is listed
 * @param text Markdown
 */
public record Guide(String name, String title, String says, String text) {

    /** Its address. */
    public String uri() {
        return "alertops://guide/" + name;
    }
}
