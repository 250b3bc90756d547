package main

import (
	"bufio"
	"log"
	"net"
	"sync"
)

type connection struct {
	socket net.Conn
	reader *bufio.Reader
	output []byte
}

// pool lends a connection to one caller at a time, the one that came back last first. There are as many as callers, so
// that nobody waits for one.
type pool struct {
	sync.Mutex
	idle []*connection
}

func newPool(address string, size int64) *pool {
	p := &pool{}
	for i := int64(0); i < size; i++ {
		socket, err := net.Dial("tcp", address)
		if err != nil {
			log.Fatal(err)
		}
		p.idle = append(p.idle, &connection{socket: socket, reader: bufio.NewReader(socket)})
	}
	return p
}

func (p *pool) get(key string) ([]byte, error) {
	c := p.take()
	defer p.giveBack(c)
	c.output = appendGet(c.output[:0], key)
	if _, err := c.socket.Write(c.output); err != nil {
		return nil, err
	}
	return readBulk(c.reader)
}

func (p *pool) take() *connection {
	p.Lock()
	defer p.Unlock()
	last := len(p.idle) - 1
	c := p.idle[last]
	p.idle = p.idle[:last]
	return c
}

func (p *pool) giveBack(c *connection) {
	p.Lock()
	defer p.Unlock()
	p.idle = append(p.idle, c)
}
