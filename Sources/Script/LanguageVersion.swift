/// The version of the language that scripts are read in: the number of their header `nds 1`.
package let languageVersion = 1
