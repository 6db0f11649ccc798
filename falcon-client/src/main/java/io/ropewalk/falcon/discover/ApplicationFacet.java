package io.ropewalk.falcon.discover;

import java.util.Locale;

/** A block of an application that comes only when it is asked for. */
public enum ApplicationFacet {
    /** The host it is installed on: all but its ids. */
    HOST_INFO,
    /** Where and by whom it was used. */
    INSTALL_USAGE,
    /** Of browser extensions. */
    BROWSER_EXTENSION,
    /** Of extensions of development tools. */
    IDE_EXTENSION,
    /** Of packages of development tools. */
    PACKAGE;

    /** The vendor's name of it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
