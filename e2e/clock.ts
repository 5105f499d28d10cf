/*
 * Loaded before the product (`node --import`) where a test needs another day: minimum periods cannot be waited
 * for. Each SIGUSR2 moves the product's clock on by fifteen days; nothing else is touched.
 */

const DAYS = 15
const now = Date.now.bind(Date)
let shift = 0
Date.now = () => now() + shift
process.on('SIGUSR2', () => {
  shift += DAYS * 86_400_000
})
