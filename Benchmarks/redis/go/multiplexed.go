package main

import (
	"bufio"
	"log"
	"net"
	"runtime"
	"sync"
)

// multiplexed sends the commands of all callers over one connection: a goroutine writes what has gathered, another
// hands the replies out in the order of the commands.
type multiplexed struct {
	sync.Mutex // guards gathered, and that awaiting has its order
	gathered   []byte
	awaiting   chan chan []byte
	wake       chan struct{}
	replies    sync.Pool
}

func newMultiplexed(address string) *multiplexed {
	socket, err := net.Dial("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	m := &multiplexed{
		awaiting: make(chan chan []byte, 1024),
		wake:     make(chan struct{}, 1),
		replies:  sync.Pool{New: func() any { return make(chan []byte, 1) }},
	}
	go m.write(socket)
	go m.read(bufio.NewReaderSize(socket, 64*1024))
	return m
}

func (m *multiplexed) get(key string) ([]byte, error) {
	reply := m.replies.Get().(chan []byte)
	m.Lock()
	m.gathered = appendGet(m.gathered, key)
	m.awaiting <- reply
	m.Unlock()
	select {
	case m.wake <- struct{}{}:
	default: // awake already
	}
	value := <-reply
	m.replies.Put(reply)
	return value, nil
}

func (m *multiplexed) write(socket net.Conn) {
	var output []byte
	for range m.wake {
		runtime.Gosched() // lets callers that are ready add their commands to this write
		m.Lock()
		output, m.gathered = m.gathered, output[:0]
		m.Unlock()
		if _, err := socket.Write(output); err != nil {
			log.Fatal(err)
		}
	}
}

func (m *multiplexed) read(from *bufio.Reader) {
	for {
		value, err := readBulk(from)
		if err != nil {
			log.Fatal(err)
		}
		reply := <-m.awaiting
		reply <- value
	}
}
