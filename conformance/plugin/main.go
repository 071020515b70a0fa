// A plugin for tests, made with the public SDK. The newest version of the SDK that module proxies
// hand out speaks version 2 of the protocol; version 3 has the same messages under another service
// name, so this program serves the SDK's own server under that name.
package main

import (
	"context"
	"errors"
	"math"
	"os"

	goplugin "github.com/hashicorp/go-plugin"
	sdk "github.com/hashicorp/sentinel-sdk"
	"github.com/hashicorp/sentinel-sdk/framework"
	messages "github.com/hashicorp/sentinel-sdk/proto/go"
	"github.com/hashicorp/sentinel-sdk/rpc"
	"google.golang.org/grpc"
)

// root is what policies see: data, functions, and objects with methods.
type root struct{ greeting string }

func (r *root) Configure(config map[string]interface{}) error {
	if config["fail"] != nil {
		return errors.New("told to fail")
	}
	r.greeting, _ = config["greeting"].(string)
	return nil
}

func (r *root) Get(key string) (interface{}, error) {
	switch key {
	case "values":
		return map[string]interface{}{
			"bool": true, "int": -7, "large": int64(math.MaxInt64), "float": 1.5, "string": "ü",
			"null": nil, "list": []interface{}{1, "two", []int{3}},
		}, nil
	case "environment":
		return len(os.Environ()), nil
	case "broken":
		return nil, errors.New("no such luck")
	}
	return nil, nil
}

func (r *root) Func(key string) interface{} {
	switch key {
	case "greet":
		return func(name string) (interface{}, error) { return r.greeting + ", " + name, nil }
	case "same":
		return func(value interface{}) (interface{}, error) { return value, nil }
	case "counter":
		return func(start int) (interface{}, error) { return &counter{Count: start}, nil }
	case "crash":
		return func() (interface{}, error) { os.Exit(3); return nil, nil }
	case "fail":
		return func() (interface{}, error) { return nil, errors.New("no such luck") }
	}
	return nil
}

// counter is an object with a method.
type counter struct {
	Count int `sentinel:"count"`
}

func (c *counter) Get(key string) (interface{}, error) { return nil, nil }

func (c *counter) Map() (map[string]interface{}, error) {
	return map[string]interface{}{"count": c.Count}, nil
}

func (c *counter) Func(key string) interface{} {
	if key == "add" {
		return func(n int) (interface{}, error) { return &counter{Count: c.Count + n}, nil }
	}
	return nil
}

func (r *root) New(data map[string]interface{}) (framework.Namespace, error) {
	count, _ := data["count"].(int64)
	return &counter{Count: int(count)}, nil
}

type plugin struct {
	goplugin.NetRPCUnsupportedPlugin
}

func (plugin) GRPCServer(_ *goplugin.GRPCBroker, s *grpc.Server) error {
	server := &rpc.ImportGRPCServer{F: func() sdk.Import {
		return &framework.Import{Root: &root{}}
	}}
	s.RegisterService(&grpc.ServiceDesc{
		ServiceName: "hashicorp.sentinel.proto.Plugin",
		HandlerType: (*messages.ImportServer)(nil),
		Methods: []grpc.MethodDesc{
			method("Configure", func() interface{} { return new(messages.Configure_Request) },
				func(ctx context.Context, in interface{}) (interface{}, error) {
					return server.Configure(ctx, in.(*messages.Configure_Request))
				}),
			method("Get", func() interface{} { return new(messages.Get_MultiRequest) },
				func(ctx context.Context, in interface{}) (interface{}, error) {
					return server.Get(ctx, in.(*messages.Get_MultiRequest))
				}),
			method("Close", func() interface{} { return new(messages.Close_Request) },
				func(ctx context.Context, in interface{}) (interface{}, error) {
					return server.Close(ctx, in.(*messages.Close_Request))
				}),
		},
	}, server)
	return nil
}

func (plugin) GRPCClient(context.Context, *goplugin.GRPCBroker, *grpc.ClientConn) (interface{}, error) {
	return nil, errors.New("this program is a server")
}

func method(name string, message func() interface{}, call grpc.UnaryHandler) grpc.MethodDesc {
	return grpc.MethodDesc{
		MethodName: name,
		Handler: func(_ interface{}, ctx context.Context, decode func(interface{}) error, _ grpc.UnaryServerInterceptor) (interface{}, error) {
			in := message()
			if err := decode(in); err != nil {
				return nil, err
			}
			return call(ctx, in)
		},
	}
}

func main() {
	handshake := rpc.Handshake
	handshake.ProtocolVersion = 3
	goplugin.Serve(&goplugin.ServeConfig{
		HandshakeConfig: handshake,
		Plugins:         map[string]goplugin.Plugin{rpc.ImportPluginName: plugin{}},
		GRPCServer:      goplugin.DefaultGRPCServer,
	})
}
