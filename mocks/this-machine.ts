/** True for this machine itself. */
export function isHere(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(name) ||
    ['::1', '0:0:0:0:0:0:0:1', '0.0.0.0', '::', ''].includes(name)
  )
}
