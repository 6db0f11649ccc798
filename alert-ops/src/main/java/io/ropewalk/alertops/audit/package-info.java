/** Who did what, when, to what, and what came of it; kept so that a change of it shows. */
package io.ropewalk.alertops.audit;
