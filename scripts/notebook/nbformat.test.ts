import { expect, test } from 'vitest'
import { formatNotebook, parseNotebook, type Notebook } from './nbformat.ts'

const notebook: Notebook = {
  nbformat_minor: 5,
  nbformat: 4,
  metadata: { language_info: { name: 'typescript' }, kernelspec: {} },
  cells: [
    { source: '# Zoë\n\nend', metadata: {}, id: 'a', cell_type: 'markdown' },
    {
      source: '',
      outputs: [
        { output_type: 'stream', name: 'stdout', text: 'one\r\ntwo\x85three\u2028four' },
        {
          output_type: 'display_data',
          metadata: {},
          data: { 'text/html': '<b>\n</b>', 'application/json': { b: 1, a: [] } },
        },
        { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['E: v', '"\\'] },
      ],
      metadata: { tags: ['x'] },
      id: 'b',
      execution_count: null,
      cell_type: 'code',
    },
  ],
}

/** What Python 3.11 with nbformat 5.5 writes for it. */
const written = `{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "a",
   "metadata": {},
   "source": [
    "# Zoë\\n",
    "\\n",
    "end"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "b",
   "metadata": {
    "tags": [
     "x"
    ]
   },
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "one\\r\\n",
      "two\x85",
      "three\u2028",
      "four"
     ]
    },
    {
     "data": {
      "application/json": {
       "a": [],
       "b": 1
      },
      "text/html": [
       "<b>\\n",
       "</b>"
      ]
     },
     "metadata": {},
     "output_type": "display_data"
    },
    {
     "ename": "E",
     "evalue": "v",
     "output_type": "error",
     "traceback": [
      "E: v",
      "\\"\\\\"
     ]
    }
   ],
   "source": []
  }
 ],
 "metadata": {
  "kernelspec": {},
  "language_info": {
   "name": "typescript"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`

test('writes what nbformat writes, byte for byte', () => {
  expect(formatNotebook(notebook)).toBe(written)
})

test('reads back what it wrote', () => {
  expect(parseNotebook(formatNotebook(notebook))).toEqual(notebook)
})

test('refuses what is no notebook', () => {
  expect(() => parseNotebook('{')).toThrow(SyntaxError)
  expect(() => parseNotebook('{"nbformat": 3, "worksheets": []}')).toThrow('not a notebook of format 4')
})
