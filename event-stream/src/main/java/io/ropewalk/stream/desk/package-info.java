/** What operators see and ask for, whichever replica they reach. */
package io.ropewalk.stream.desk;
