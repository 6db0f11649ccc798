/** The typed questions: what is asked, the filter made of it, and the pages of the answer. */
package io.ropewalk.alertops.query;
