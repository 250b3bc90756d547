package main

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
)

// appendGet appends the command as an array of bulk strings.
func appendGet(target []byte, key string) []byte {
	target = append(target, "*2\r\n$3\r\nGET\r\n$"...)
	target = strconv.AppendInt(target, int64(len(key)), 10)
	target = append(target, "\r\n"...)
	target = append(target, key...)
	return append(target, "\r\n"...)
}

// readBulk reads one bulk string into memory of its own; it fails for everything else, a null included.
func readBulk(from *bufio.Reader) ([]byte, error) {
	line, err := from.ReadSlice('\n')
	if err != nil {
		return nil, err
	}
	length := 0
	for _, digit := range line[1 : len(line)-2] {
		if line[0] != '$' || digit < '0' || digit > '9' {
			return nil, fmt.Errorf("the reply is no value: %q", line)
		}
		length = length*10 + int(digit-'0')
	}
	value := make([]byte, length)
	if _, err := io.ReadFull(from, value); err != nil {
		return nil, err
	}
	_, err = from.Discard(2)
	return value, err
}
