/** What prevention policies set, what a change makes of them, and whether that weakens them. */
package io.ropewalk.alertops.policy;
