/** The values Falcon can look for, each in one canonical form. */
package io.ropewalk.ioc.value;
