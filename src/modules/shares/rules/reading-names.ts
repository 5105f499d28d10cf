export { baseText, readingText } from '../../policy/index.ts'
