/** Who asks: callers, what they may have, and how they prove who they are. Plain Java. */
package io.ropewalk.auth.caller;
