/* Screens and papers are set alike: the rule is the kernel's. */
export { typeset } from '../../src/kernel/typeset.ts'
