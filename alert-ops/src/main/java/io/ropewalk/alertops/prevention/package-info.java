/** The five actions on prevention policies. */
package io.ropewalk.alertops.prevention;
