package io.ropewalk.falcon.planted.wire;

/** The one place of the client that may know a framework. */
public interface Wired {
    jakarta.planted.Framework framework();
}
